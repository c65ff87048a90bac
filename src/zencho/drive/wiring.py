"""What the drive adds to the product."""

from zencho.drive import rules
from zencho.drive.about_routes import router as about
from zencho.drive.actions import binning, content, copying, editing, quotas, uploads, versions
from zencho.drive.archive_routes import router as archive
from zencho.drive.copy_routes import router as copies
from zencho.drive.file_routes import router as files
from zencho.drive.handover_routes import router as handover
from zencho.drive.openings_routes import router as openings
from zencho.drive.queries.about import read_folder
from zencho.drive.queries.nodes import list_names, read_name
from zencho.drive.queries.taking_out import take_out_files
from zencho.drive.reactions import REACTIONS
from zencho.drive.readers_routes import router as readers
from zencho.drive.routes import router
from zencho.drive.sharing_routes import router as sharing
from zencho.drive.together_routes import router as together_routes
from zencho.drive.upload_routes import router as upload_routes
from zencho.drive.usage_routes import router as usage
from zencho.drive.version_routes import router as version
from zencho.gate.features import Feature
from zencho.gate.permissions import Kind
from zencho.kernel.reactions import Periodic

FEATURE = Feature(
    name="drive",
    kinds=(
        Kind("folder", text=read_folder),
        Kind(
            "file",
            purge=content.purge_files,
            text=read_name,
            names=list_names,
            take_out=take_out_files,
            copy=copying.copy_file,
        ),
    ),
    permissions=rules.PERMISSIONS,
    routers=(
        router,
        files,
        together_routes,
        upload_routes,
        version,
        sharing,
        archive,
        copies,
        about,
        openings,
        readers,
        usage,
        handover,
    ),
    reactions=REACTIONS,
    periodic=(
        Periodic("17 * * * *", content.remove_freed),
        Periodic("37 * * * *", uploads.forget_uploads),
        Periodic("47 17 * * *", binning.empty_bin),
        Periodic("7 18 * * *", versions.forget_versions),
        Periodic("*/10 * * * *", editing.end_editing),
        Periodic("* * * * *", quotas.watch_usage),
    ),
)
