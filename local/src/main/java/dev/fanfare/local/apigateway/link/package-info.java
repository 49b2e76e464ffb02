/**
 * How two processes of this machine tell each other what goes on at sockets: frames on a pair of
 * pipes. It knows what a frame carries, and nothing of what anybody makes of it.
 */
package dev.fanfare.local.apigateway.link;
