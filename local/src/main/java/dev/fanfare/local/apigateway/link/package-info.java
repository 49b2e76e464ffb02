/** The protocol between a hub and an edge: frames on a pair of pipes. */
package dev.fanfare.local.apigateway.link;
