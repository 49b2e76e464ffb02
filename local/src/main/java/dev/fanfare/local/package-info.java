/**
 * AWS on one machine: runs {@code template.yaml} in one JVM, bound to the loopback address. Each
 * service of AWS has a package; {@code cloudformation} reads the template, {@code http} has AWS's
 * wire protocols, and {@code faults} injects faults. Here the parts are put together.
 */
@NullMarked
package dev.fanfare.local;

import org.jspecify.annotations.NullMarked;
