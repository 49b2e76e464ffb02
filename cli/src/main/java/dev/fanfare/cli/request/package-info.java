/** Requests and parts of them, as they are given to commands. */
package dev.fanfare.cli.request;
