/** Small workflows, with handlers and a job written by hand as the processor generates them. */
package dev.stageloom.local.sample;
