/** HTTP on the gateway's port: requests, responses and the rules of a handshake. */
package dev.fanfare.local.apigateway.http;
