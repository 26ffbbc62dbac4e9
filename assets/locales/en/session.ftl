### Sign-in, lock, sign-out.
