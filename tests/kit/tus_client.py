"""tuspy, as its users call it: in parts with checksums, broken off and gone on with by another one.

`python -m tests.kit.tus_client URL COOKIE FILE` prints the address of the upload.
"""

import sys
from pathlib import Path

from tusclient.client import TusClient

from zencho.kernel.blobs import PART_BYTES

if __name__ == "__main__":
    url, cookie, file = sys.argv[1:]
    client = TusClient(url, headers={"Cookie": cookie})
    first = client.uploader(
        file, chunk_size=PART_BYTES, upload_checksum=True, metadata={"filename": Path(file).name}
    )
    first.upload_chunk()
    second = client.uploader(file, url=first.url, chunk_size=PART_BYTES, upload_checksum=True)
    assert second.offset == PART_BYTES
    second.upload()
    print(first.url)
