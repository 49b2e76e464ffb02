/**
 * The development issuer: stands in for the identity provider that a deployment has. Signs with the
 * JDK's own cryptography, and shares no code with what reads its tokens.
 */
package dev.fanfare.local.issuer;
