/** CloudFormation on this machine, for reading: what the stack that runs is made of. */
package dev.fanfare.local.cloudformation;
