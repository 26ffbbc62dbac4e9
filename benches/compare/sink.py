"""An SMTP server that takes everything and keeps nothing: sink.py PORT. Says "ready" when it listens."""
import socket
import sys
import threading


def serve(connection):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    lines = connection.makefile("rb")

    def say(text):
        connection.sendall(text.encode() + b"\r\n")

    say("220 sink")
    for line in lines:
        word = line[:4].upper()
        if word == b"EHLO":
            say("250-sink\r\n250 8BITMIME")
        elif word == b"DATA":
            say("354 go on")
            for text in lines:
                if text == b".\r\n":
                    break
            say("250 taken")
        elif word == b"QUIT":
            say("221 bye")
            break
        else:
            say("250 ok")
    connection.close()


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(128)
print("ready", flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
