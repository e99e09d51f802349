#!/bin/sh
printf 'Content-Type: text/plain\r\n\r\n'
echo "a password of $(wc -m </run/secrets/password) characters, row $(wget -q -T 5 -O - http://db:5432/row)"
