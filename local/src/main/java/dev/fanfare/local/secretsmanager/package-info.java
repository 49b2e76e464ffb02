/** The action of Secrets Manager that functions call: {@code GetSecretValue}. */
@NullMarked
package dev.fanfare.local.secretsmanager;

import org.jspecify.annotations.NullMarked;
