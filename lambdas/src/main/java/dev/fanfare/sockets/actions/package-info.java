/** The messages that connected clients send: what each costs, does and answers. */
package dev.fanfare.sockets.actions;
