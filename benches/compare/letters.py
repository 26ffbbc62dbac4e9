"""What a script would do: one connection for each mail. letters.py PORT COUNT"""
import smtplib
import sys
from email.message import EmailMessage

port, count = int(sys.argv[1]), int(sys.argv[2])
for number in range(1, count + 1):
    mail = EmailMessage()
    mail["From"] = "bench@bench.invalid"
    mail["To"] = f"contact{number}@ecole.invalid"
    mail["Subject"] = f"Lettre d'information : École {number}"
    mail.set_content(f"Bonjour Anne,\n\nÉcole {number} https://bench.invalid\n" * 6)
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(mail)
