"""The picture and the table of rooms are those that the layers and the rooms themselves give."""

from docs.maken.rooms import PAGE, PICTURE, layers, page, picture, says


def test_the_picture_is_of_the_house_of_today() -> None:
    assert PICTURE.read_text("utf-8") == picture()


def test_the_table_is_of_the_house_of_today() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text) == text


def test_each_room_says_what_it_holds() -> None:
    told = {room: says(room) for floor in layers() for room in floor}
    assert [room for room, said in told.items() if len(said) < 20 or not said.endswith(".")] == []
