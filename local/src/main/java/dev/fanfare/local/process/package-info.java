/** Child processes: how they are started, and how they end. */
package dev.fanfare.local.process;
