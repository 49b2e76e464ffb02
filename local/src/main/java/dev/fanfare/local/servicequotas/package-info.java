/** Service Quotas on this machine: what the stack allows, under the codes that AWS has for it. */
package dev.fanfare.local.servicequotas;
