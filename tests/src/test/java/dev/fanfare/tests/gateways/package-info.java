/** A gateway that runs in several processes, with many clients. */
package dev.fanfare.tests.gateways;
