# OpenStack Swift with its S3 face, whole in one process, for tests/servers/s3: an account server, a
# container server, an object server and the proxy in front of them, one device, one replica.
#
#   s3_server.py DIR PORT    keeps everything in DIR, which may be one of before; listens on
#                            127.0.0.1:PORT. There is a bucket "files".
import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import listen, spawn, wsgi  # noqa: E402
from swift.account.server import AccountController  # noqa: E402
from swift.common import storage_policy, utils  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.swob import Request  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402
from swift.container.server import ContainerController  # noqa: E402
from swift.obj.server import ObjectController  # noqa: E402

directory, port = os.path.abspath(sys.argv[1]), int(sys.argv[2])
devices = os.path.join(directory, "devices")
os.makedirs(os.path.join(devices, "disk"), exist_ok=True)

swift_conf = os.path.join(directory, "swift.conf")
with open(swift_conf, "w") as out:
    out.write("[swift-hash]\nswift_hash_path_suffix = tests\n")
utils.SWIFT_CONF_FILE = swift_conf
utils.HASH_PATH_SUFFIX = b"tests"
storage_policy.SWIFT_CONF_FILE = swift_conf
storage_policy.reload_storage_policies()

settings = {
    "devices": devices,
    "swift_dir": directory,
    "mount_check": "false",
    "disk_chunk_size": "65536",
}
controllers = {
    "account": AccountController,
    "container": ContainerController,
    "object": ObjectController,
}


class Quiet:
    """Where lines of the log go that nobody reads."""

    def write(self, _):
        pass

    def flush(self):
        pass


class Memory:
    """What Swift keeps in memcached otherwise."""

    def __init__(self, app):
        self.app, self.kept = app, {}

    def __call__(self, environment, start):
        environment["swift.cache"] = self
        return self.app(environment, start)

    def get(self, key, **_):
        return self.kept.get(key)

    def set(self, key, value, **_):
        self.kept[key] = value

    def incr(self, key, delta=1, **_):
        self.kept[key] = self.kept.get(key, 0) + delta
        return self.kept[key]

    def delete(self, key, **_):
        self.kept.pop(key, None)


def serve(socket, app):
    spawn(wsgi.server, socket, app, Quiet(), minimum_chunk_size=65536)


for name, controller in controllers.items():
    socket = listen(("127.0.0.1", 0))
    ring = RingBuilder(1, 1, 1)
    ring.add_dev({
        "id": 0, "region": 1, "zone": 1, "weight": 1, "device": "disk", "meta": "",
        "ip": "127.0.0.1", "port": socket.getsockname()[1],
        "replication_ip": "127.0.0.1", "replication_port": socket.getsockname()[1],
    })
    ring.rebalance()
    ring.get_ring().save(os.path.join(directory, name + ".ring.gz"))
    serve(socket, controller(settings))

proxy = os.path.join(directory, "proxy.conf")
with open(proxy, "w") as out:
    out.write(f"""
[DEFAULT]
swift_dir = {directory}
[pipeline:main]
pipeline = catch_errors s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = eu-central-1
[filter:tempauth]
use = egg:swift#tempauth
user_tests_parley = a-secret-of-tests .admin
""")
app = Memory(loadapp(proxy))
signed_in = Request.blank(
    "/auth/v1.0", headers={"X-Auth-User": "tests:parley", "X-Auth-Key": "a-secret-of-tests"}
).get_response(app)
made = Request.blank(
    "/v1/AUTH_tests/files",
    environ={"REQUEST_METHOD": "PUT"},
    headers={"X-Auth-Token": signed_in.headers["X-Auth-Token"]},
).get_response(app)
if made.status_int not in (201, 202):
    sys.exit(f"the bucket cannot be made: {made.status}")
serve(listen(("127.0.0.1", port)), app)
while True:
    eventlet.sleep(60)
