/** The stand-in for Service Quotas: reports the limits of the stack with AWS's quota codes. */
@NullMarked
package dev.fanfare.local.servicequotas;

import org.jspecify.annotations.NullMarked;
