"""One REST call: what came in, what went out, what was done to it on purpose."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject, Refused, refused

MOST_FILE = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes
    content_type: str = "application/octet-stream"
    description: str | None = None


@dataclass(slots=True, eq=False)
class Call:
    """Recorded for every request; tests read these."""

    method: str
    route: str  # the template, as the OpenAPI description writes it
    params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    at: float
    body: Any = None
    files: list[Upload] = field(default_factory=list)
    status: int = 0
    answer: Any = None
    fault: str = ""  # the fault injected here, if any
    accepted: bool = False  # whether the server acted on it

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def object(self) -> JsonObject:
        """The body as an object; anything else is refused."""
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise Refused(400, 50035, "Invalid Form Body")
        return self.body


Answer = tuple[int, Any]
Handler = Callable[[Core, Call], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    template: str
    handler: Handler
    open: bool = False  # no bot token needed: the path carries its own


async def read_body(request: web.Request, call: Call) -> None:
    """Read JSON, or a form with payload_json and files."""
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader):
                await _read_part(part, call)
        return
    raw = await request.read()
    if raw:
        if request.content_type != "application/json":
            raise Refused(400, 50035, "Invalid Form Body")
        call.body = _parse(raw)


async def _read_part(part: BodyPartReader, call: Call) -> None:
    content = bytes(await part.read())
    if part.name == "payload_json":
        call.body = _parse(content)
    elif (part.name or "").startswith("files["):
        if len(content) > MOST_FILE:
            raise refused(40005)
        kind = part.headers.get("Content-Type", "application/octet-stream")
        call.files.append(Upload(part.filename or "unnamed", content, kind))


def _parse(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except ValueError:
        raise refused(50109) from None


def keep_files(core: Core, channel_id: str, files: list[Upload]) -> list[JsonObject]:
    """Store uploads and describe them as attachments."""
    kept = []
    for file in files:
        number = core.world.ids.next()
        path = f"/attachments/{channel_id}/{number}/{file.name.replace(' ', '_')}"
        core.files[path] = (file.content_type, file.content)
        url = f"{core.address}{path}"
        body: JsonObject = {
            "id": number,
            "filename": file.name,
            "size": len(file.content),
            "url": url,
            "proxy_url": url,
            "content_type": file.content_type,
        }
        if file.content_type.startswith("image/"):
            body |= {"width": 64, "height": 64}
        kept.append(body | ({"description": file.description} if file.description else {}))
    return kept
