"""What documents add to the product."""

from zencho.coedit.kinds import register
from zencho.documents.actions import copy_document, purge_documents
from zencho.documents.queries import read_text, take_out_documents
from zencho.documents.reactions import REACTIONS
from zencho.documents.routes import router
from zencho.documents.rules import DOCUMENT_READ, DOCUMENT_WRITE, PERMISSIONS
from zencho.gate.features import Feature
from zencho.gate.permissions import Kind

FEATURE = Feature(
    name="documents",
    kinds=(
        Kind(
            "document",
            purge=purge_documents,
            text=read_text,
            take_out=take_out_documents,
            copy=copy_document,
        ),
    ),
    permissions=PERMISSIONS,
    routers=(router,),
    reactions=REACTIONS,
)
# Documents are written together: each update asks for `document.write`.
register("document", read=DOCUMENT_READ, write=DOCUMENT_WRITE)
