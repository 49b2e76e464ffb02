/** The stand-in for Secrets Manager, with the one operation that functions call. */
@NullMarked
package dev.fanfare.local.secretsmanager;

import org.jspecify.annotations.NullMarked;
