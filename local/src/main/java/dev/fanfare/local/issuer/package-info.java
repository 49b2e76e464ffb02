/**
 * The development issuer stands in for a deployment's identity provider. It shares no code with the
 * classes that verify its tokens.
 */
@NullMarked
package dev.fanfare.local.issuer;

import org.jspecify.annotations.NullMarked;
