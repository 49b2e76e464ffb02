/** A gateway that is spread over several processes, with a crowd of clients. */
package dev.fanfare.tests.gateways;
