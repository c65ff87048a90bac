"""What can stand against a bundle. What stands against one thing in it is a `reason` of that thing."""

from zencho.kernel.errors import Problem


class TooManyToPrint(Problem):
    """More than `params["most"]` things."""

    status = 422


class NothingToPrint(Problem):
    """Folders without anything in them that may be read."""

    status = 422


class TooManyBundles(Problem):
    """`params["most"]` of one's bundles run already."""

    status = 409


class BundleTooLong(Problem):
    """The whole has more than `params["most"]` pages."""

    status = 422


class BundleTooLarge(Problem):
    """The whole has more than `params["most_mib"]` MiB."""

    status = 422


class BundleNotReady(Problem):
    """It runs, was stopped or failed: there is no PDF."""

    status = 409
