// Peer is the webhook that one would write in an afternoon with Go's standard library: what Tallyman is measured
// against. The same four rules as to what is denied, no warnings, no logging.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"
)

func main() {
	certificate := flag.String("certificate", "certs/tls.crt", "PEM file")
	key := flag.String("key", "certs/tls.key", "PEM file")
	address := flag.String("address", "127.0.0.1:0", "where to listen; port 0 is any free one")
	flag.Parse()

	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	handler := http.NewServeMux()
	handler.HandleFunc("POST /validate", validate)
	server := &http.Server{
		Handler:           handler,
		// wrk would resume its sessions, which an API server does not.
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS13, SessionTicketsDisabled: true},
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	fmt.Printf("peer: serving on https://%s\n", listener.Addr())
	log.Fatal(server.ServeTLS(listener, *certificate, *key))
}
