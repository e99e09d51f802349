#!/bin/sh
# Runs as a process named gvproxy.
sleep 1000
