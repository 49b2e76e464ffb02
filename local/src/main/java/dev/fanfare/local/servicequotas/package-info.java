/** Service Quotas on this machine: the limits of the stack under AWS's codes. */
package dev.fanfare.local.servicequotas;
