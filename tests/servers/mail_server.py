# The mail server of tests/servers/mail: aiosmtpd, with what happens to each mail in a file.
import asyncio
import json
import signal
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

directory, port, tls = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


def next_in_plan():
    """The first line of the plan, which is gone then."""
    plan = directory / "plan"
    lines = plan.read_text().split("\n") if plan.exists() else []
    lines = [line for line in lines if line]
    if not lines:
        return ""
    plan.write_text("".join(line + "\n" for line in lines[1:]))
    return lines[0]


class Handler:
    async def handle_DATA(self, server, session, envelope):
        what = next_in_plan()
        if what.isdigit():
            return what + " as planned"
        if what == "hold":
            await asyncio.Event().wait()
        if what != "cut":
            mail = {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "user": session.auth_data,
                "tls": session.ssl is not None or tls == "implicit",
                "source": envelope.content.decode("latin-1"),
            }
            with (directory / "mails").open("a") as file:
                file.write(json.dumps(mail) + "\n")
        if what in ("cut", "taken"):
            server.transport.abort()
        if what == "kept":
            await asyncio.Event().wait()
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"chat" and data.password == b"secret"
    return AuthResult(success=right, handled=False, auth_data=data.login.decode())


async def serve():
    context = None
    if tls != "none":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(directory / "ca.pem", directory / "key.pem")
    options = {}
    if tls == "starttls":
        options = {"tls_context": context, "require_starttls": True}
    if tls != "none":
        options |= {"authenticator": authenticate, "auth_required": True}
        options |= {"auth_require_tls": tls == "starttls"}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), **options),
        "127.0.0.1",
        port,
        ssl=context if tls == "implicit" else None,
    )
    end = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, end.set)
    await end.wait()
    server.close()


asyncio.run(serve())
