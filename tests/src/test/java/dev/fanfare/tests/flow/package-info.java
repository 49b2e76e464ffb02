/**
 * Whole broadcasts on the local stack, with real sockets, queues, tables, buckets and executions.
 * Requests enter as a sender would send them, and clients report what they receive.
 */
package dev.fanfare.tests.flow;
