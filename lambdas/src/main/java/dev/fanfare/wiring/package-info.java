/**
 * Makes what each function needs from the variables of its environment. There is one class for each
 * group of functions, and one method for each function: a function loads and makes only what it
 * uses, which keeps cold starts short, and its role grants only what its method reaches.
 */
package dev.fanfare.wiring;
