"""What may be done with a document."""

from typing import Literal

from zencho.documents.queries import load_document
from zencho.documents.tables import Document
from zencho.gate.permissions import Permission, Role

KIND = frozenset({"document"})

DOCUMENT_READ: Permission[Document, Literal["document.read"]] = Permission(
    "document.read", Role.VIEWER, load_document, KIND, for_guests=True
)
DOCUMENT_WRITE: Permission[Document, Literal["document.write"]] = Permission(
    "document.write", Role.EDITOR, load_document, KIND, writes=True, for_guests=True
)
PERMISSIONS = (DOCUMENT_READ, DOCUMENT_WRITE)
