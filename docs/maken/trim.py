"""Make a picture small with Pillow, where that is there."""

from pathlib import Path

from PIL import Image, ImageChops, ImageOps


def trim(target: Path, part: tuple[float, float, float], most: int) -> None:
    """Cut out a part, cut off white borders and count down colours until the file is small.

    Args:
        target: the picture, which is changed.
        part: top, right and bottom of the part, as shares of the whole.
        most: size of the file in bytes.
    """
    top, right_share, bottom_share = part
    with Image.open(target) as opened:
        image = opened.convert("RGB")
    wide, high = image.size
    right, bottom = round(right_share * wide), round(bottom_share * high)
    image = image.crop((0, round(top * high), right, bottom))
    white = Image.new("RGB", image.size, "white")
    box = ImageChops.difference(image, white).getbbox()
    image = ImageOps.expand(image.crop(box), border=16, fill="white")
    for colours in (64, 32, 16, 8):
        image.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= most:
            return
