"""Structured logs, one JSON object a line. They hold ids and codes, never names, titles, text or secrets."""

import logging
import sys
from types import TracebackType

import structlog

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def start_logs(*, verbose: bool = False) -> None:
    """Send logs to standard error as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _frames_only,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if verbose else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _frames_only(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    # Messages of exceptions may quote values (a title, a token): only the type and the frames are kept.
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["frames"] = [
            f"{frame.tb_frame.f_code.co_filename.rpartition('/zencho/')[2]}:{frame.tb_lineno}"
            for frame in _walk(error)
        ]
    return event


def _walk(error: BaseException) -> list[TracebackType]:
    frames, at = [], error.__traceback__
    while at is not None:
        frames.append(at)
        at = at.tb_next
    return frames[-12:]
