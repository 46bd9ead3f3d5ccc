/** Stacks as the processor generates them and as users write them by hand. */
package dev.stageloom.cdk.example;
