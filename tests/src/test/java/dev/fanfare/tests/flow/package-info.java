/**
 * Whole broadcasts on the local stack: real sockets, queues, tables, buckets and executions, with
 * requests going in where a sender's would and clients telling what came out.
 */
package dev.fanfare.tests.flow;
