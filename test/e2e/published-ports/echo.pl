use IO::Socket::INET;
my $socket = IO::Socket::INET->new(LocalPort => 53, Proto => 'udp') or die "cannot listen: $!";
while ($socket->recv(my $packet, 1500)) { $socket->send("echo $packet"); }
