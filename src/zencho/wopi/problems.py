"""What can stand between a file and the office editor."""

from zencho.kernel.errors import Problem


class OfficeEditorUnreachable(Problem):
    """The editor does not answer, or not as editors do."""

    status = 503


class NotForOfficeEditor(Problem):
    """The editor edits no files of this kind."""

    status = 422
