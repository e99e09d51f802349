#!/bin/sh
printf 'Content-Type: text/plain\r\n\r\n'
echo 'Selkie quickstart'
if books=$(query GET /cgi-bin/books); then
  echo 'The database answers, and took the password from the secret.'
  echo "$(printf '%s\n' "$books" | wc -l) books are for sale:"
  printf '%s\n' "$books" | sed 's/^/  - /'
else
  echo 'The database does not answer.'
fi
