/**
 * The parts of AWS that exist as libraries: tables, queues and objects, each a server of its own in
 * this JVM, and the SDK clients that talk to them. Everything here is bound to the loopback address
 * and keeps its data in memory. What the local stack builds itself belongs in other packages.
 */
package dev.fanfare.local.services;
