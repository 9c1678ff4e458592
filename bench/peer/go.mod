module tallyman.dev/bench/peer

go 1.22
