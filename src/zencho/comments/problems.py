"""What can stand against a comment."""

from zencho.kernel.errors import Problem


class UnknownComment(Problem):
    """No such comment of this file, or not to be answered."""

    status = 404


class CommentOfAnother(Problem):
    """Only who wrote a comment changes or deletes it."""

    status = 403


class MentionedCannotRead(Problem):
    """Somebody is mentioned who may not read the file; `params["persons"]` are their ids."""

    status = 422
