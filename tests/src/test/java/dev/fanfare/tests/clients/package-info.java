/** AWS's own clients, in several languages, use the local stack. */
package dev.fanfare.tests.clients;
