/** The action of Secrets Manager that functions call: {@code GetSecretValue}. */
package dev.fanfare.local.secretsmanager;
