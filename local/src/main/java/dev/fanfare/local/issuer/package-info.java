/**
 * The development issuer stands in for the identity provider of a deployment. It signs with the
 * JDK's cryptography and shares no code with the readers of its tokens.
 */
@NullMarked
package dev.fanfare.local.issuer;

import org.jspecify.annotations.NullMarked;
