"""A self-signed certificate for the server on a laptop: Excel loads nothing without one.

It is valid for this computer only and cannot sign other certificates, so trusting it opens
nothing else.
"""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from wijkexcel.errors import FileError
from wijkexcel.files.reading import read_file
from wijkexcel.files.save import Keep, New, put

DAYS, RENEW = 365, 30


def own_certificate(folder: Path) -> tuple[Path, Path, bool]:
    """Return certificate, key, and whether they are new.

    Raises:
        FileError: they cannot be read or written.
    """
    certificate, key = folder / "localhost.pem", folder / "localhost-sleutel.pem"
    try:
        if key.is_file() and _valid(certificate):
            return certificate, key, False
        public, private = _make()
        put(
            [
                New(key, private, Keep.NONE, private=True, with_folder=True),
                New(certificate, public, Keep.NONE, private=True, with_folder=True),
            ]
        )
    except (OSError, FileError):
        message = f"Het certificaat kan niet in {folder} worden bewaard. Mag u daar schrijven?"
        raise FileError(message) from None
    return certificate, key, True


def _valid(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        found = x509.load_pem_x509_certificate(read_file(path))
    except ValueError:
        return False
    return found.not_valid_after_utc > datetime.now(UTC) + timedelta(days=RENEW)


def _make() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "wijkexcel op deze computer")])
    now = datetime.now(UTC)
    addresses = [ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1")]
    names = [x509.DNSName("localhost"), *(x509.IPAddress(a) for a in addresses)]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return certificate.public_bytes(serialization.Encoding.PEM), private
