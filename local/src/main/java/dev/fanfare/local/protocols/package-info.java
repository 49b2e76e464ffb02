/**
 * The wire protocols of AWS's services, apart from what is asked by them: a stand-in says how an
 * action is answered, and any SDK, in whichever of the service's protocols it speaks, is
 * understood.
 */
package dev.fanfare.local.protocols;
