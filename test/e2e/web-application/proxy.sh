#!/bin/sh
printf 'Content-Type: text/plain\r\n\r\n'
wget -q -T 5 -O - "http://$UPSTREAM/cgi-bin/page"
