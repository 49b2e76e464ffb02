/**
 * AWS on one machine: runs {@code template.yaml} in one JVM, on the loopback address. Each AWS
 * service has a package; {@code cloudformation} reads the template, {@code http} implements AWS's
 * wire protocols, and {@code faults} injects faults. This package assembles the parts.
 */
@NullMarked
package dev.fanfare.local;

import org.jspecify.annotations.NullMarked;
