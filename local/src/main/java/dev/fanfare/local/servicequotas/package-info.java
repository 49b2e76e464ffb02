/** Service Quotas on this machine: the limits of the stack under AWS's codes. */
@NullMarked
package dev.fanfare.local.servicequotas;

import org.jspecify.annotations.NullMarked;
