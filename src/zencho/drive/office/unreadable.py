"""Why the bytes of a file cannot be read: what a reader of strangers' files says, in words the page knows."""

from typing import ClassVar

from zencho.kernel.errors import Problem


class FileNotRead(Problem):
    """The file cannot become a document; each subclass says what is so."""

    status = 422
    known: ClassVar[dict[str, type["FileNotRead"]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        FileNotRead.known[cls.code] = cls


class FileEncrypted(FileNotRead):
    """The file is protected with a password."""


class FileIsOldWord(FileNotRead):
    """The file is of Word before 2007 (.doc)."""


class FileTypeDiffers(FileNotRead):
    """The bytes are not what the file's name says."""

    status = 415


class FileDamaged(FileNotRead):
    """The file ends early or contradicts itself."""


class FileUnpacksTooLarge(FileNotRead):
    """Unpacked, the file is larger than a document can be."""

    status = 413


class FileDeclaresEntities(FileNotRead):
    """An XML part declares a document type; no Office program writes one, and it can reach other files."""


class FileTakesTooLong(FileNotRead):
    """Reading the file needs more time or memory than one file may use."""
