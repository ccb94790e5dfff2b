"""Every Chinese word the program prints or matches, by subject (用语). Imports nothing."""
