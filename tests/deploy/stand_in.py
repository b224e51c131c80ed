"""A service for tests: answers on a port, and leaves a trace of how it ended in a named pipe.

`python stand_in.py NAME PORT PIPE [deaf] [dies] [parent] [slow] [silent] [greets] [names]`. It
holds the pipe open, so that its reader sees the end of the file only when no process of it is left.
"""

import os
import signal
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import FrameType

name, port, pipe, *habits = sys.argv[1:]
trace = os.open(pipe, os.O_WRONLY)
os.set_inheritable(trace, True)


def say_goodbye(_number: int, _frame: FrameType | None) -> None:
    os.write(trace, f"{name} ".encode())
    os._exit(0)


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/die":
            os.write(1, b"cannot go on like this\n")
            os._exit(3)
        self.send_response(503 if "slow" in habits else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


signal.signal(signal.SIGTERM, signal.SIG_IGN if "deaf" in habits else say_goodbye)
if "names" in habits:
    os.write(1, b"cannot call sip:+14155550123@127.0.0.1 for sip_40d3f4e02db27d66\n")
if "dies" in habits:
    sys.exit(f"{name} lacks a setting")
if "parent" in habits:
    subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.pause()"], close_fds=False)
server = HTTPServer(("127.0.0.1", int(port)), Answer)
if (told := os.environ.get("NOTIFY_SOCKET")) and "silent" not in habits:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending:
        sending.sendto(b"READY=1\nSTATUS=takes [3] calls", told)
if "greets" in habits:
    os.write(trace, b"hello ")
server.serve_forever()
